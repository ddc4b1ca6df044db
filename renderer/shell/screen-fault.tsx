import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

interface Props {
  /** Where the person is: somewhere else is tried anew. */
  readonly at: string;
  readonly children: ReactNode;
}

interface State {
  readonly fault: Error | null;
  readonly at: string;
}

/** A defect of ours in one screen: without this React takes the whole page away, and at night nobody knows what a white page means. */
export class ScreenFault extends Component<Props, State> {
  override state: State = { fault: null, at: this.props.at };

  static getDerivedStateFromError(thrown: unknown): Pick<State, 'fault'> {
    return { fault: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  static getDerivedStateFromProps({ at }: Props, before: State): State | null {
    return at === before.at ? null : { at, fault: null };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <div className="failure" role="alert">
        <Icon name="alert" size={20} />
        <div className="stack-2 grow">
          <p className="strong">This screen cannot be drawn: a defect of this program.</p>
          <p>
            The record is not touched by it, and what runs goes on. Other screens may well work; what you typed is kept
            in this browser.
          </p>
          <p className="small soft wrap">
            Code <code>SCREEN_FAULT</code>: {fault.message}
          </p>
          <div className="row">
            <Button tone="primary" onPress={() => this.setState({ fault: null })}>
              Draw it again
            </Button>
            <Button onPress={() => location.reload()}>Load the page again</Button>
            <a href="#/">All incidents</a>
          </div>
        </div>
      </div>
    );
  }
}
