import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

export interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  /** `irreversible` is the one red button: what it does cannot be undone. */
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'irreversible';
  readonly size?: 'normal' | 'large' | 'small';
  readonly icon?: IconName;
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/**
 * While busy it keeps the focus and does nothing. Not the library's own pending state: what that announces refers to a
 * label that is gone once the screen moves on.
 */
const BUSY = { 'aria-disabled': true, onPress: () => {} } as const;

export function Button({ tone = 'plain', size = 'normal', icon, busy = false, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} {...(busy ? BUSY : {})} className={`button moving button-${tone} button-${size}`}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
      {busy && <span className="button-busy">working</span>}
    </AriaButton>
  );
}
