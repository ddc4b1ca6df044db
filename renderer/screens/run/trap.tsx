import { Icon } from '../../ui/icon.tsx';

/** The known trap, shown before one falls into it. */
export function Trap({ text }: { readonly text: string }) {
  if (text === '') return null;
  return (
    <div className="trap">
      <Icon name="alert" size={20} />
      <p className="measure">
        <strong>Known trap.</strong> {text}
      </p>
    </div>
  );
}
