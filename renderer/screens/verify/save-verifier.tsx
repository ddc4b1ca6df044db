import { Icon } from '../../ui/icon.tsx';
import '../../ui/button.css';
import './verify.css';

/** One file that verifies bundles in any browser, offline, for people without this console. */
export function SaveVerifier() {
  return (
    <div className="stack-2">
      <p>
        {/* A link and not a button: the host answers with a file to keep, and the browser or the system asks where. */}
        <a
          className="save-verifier button moving button-plain button-normal"
          href="./verify.html"
          download="bulkhead-verify.html"
        >
          <Icon name="file" />
          <span>Save the verifier page</span>
        </a>
      </p>
      <p className="small soft measure">
        For a recipient without this console: one file that checks a bundle in any browser, offline. Send it another way
        than the bundle; a verifier that came with what it checks proves nothing.
      </p>
    </div>
  );
}
