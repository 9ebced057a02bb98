import { l10n, Uri, type Webview } from 'vscode';

/** The scorecard's page: our own script and styles alone, by nonce and by source, and nothing from elsewhere. */
export function scorecardPage(webview: Webview, extension: Uri): string {
  const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('scorecard.css')}">
<title>${l10n.t('Amends: Scorecard')}</title>
</head>
<body>
<main id="scorecard" aria-busy="true"></main>
<script nonce="${nonce}" src="${file('scorecard.js')}"></script>
</body>
</html>`;
}
