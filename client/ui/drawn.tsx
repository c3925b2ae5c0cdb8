import { Component, type ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface DrawnProps {
  /** The address of what is drawn: another one is tried anew. */
  readonly at: string;
  /** What cannot be drawn where it goes wrong: "This page". */
  readonly what: string;
  readonly children: ComponentChildren;
}

/** What stands in it, or words in its place where it cannot be drawn: never an empty page. */
export class Drawn extends Component<DrawnProps, { readonly failedAt?: string | undefined }> {
  override componentDidCatch(error: unknown): void {
    this.setState({ failedAt: this.props.at });
    // It is a fault of ours: let the browser tell it as it tells any other.
    reportError(error);
  }

  override componentDidUpdate(): void {
    if (this.state.failedAt !== undefined && this.state.failedAt !== this.props.at) {
      this.setState({ failedAt: undefined });
    }
  }

  override render() {
    const { at, what, children } = this.props;
    return this.state.failedAt === at ? <NotDrawn what={what} /> : children;
  }
}

function NotDrawn({ what }: { readonly what: string }) {
  return (
    <div class="page">
      <div class="card not-reached" role="alert">
        <h1 class="row">
          <Icon name="warning" /> {what} cannot be shown
        </h1>
        <p class="second">
          What you have sent is safe. Load Misty again. If this comes up once more, something on it is wrong: tell the
          office what you wanted to see.
        </p>
        <Button icon="retry" onPress={() => location.reload()}>
          Reload
        </Button>
      </div>
    </div>
  );
}
