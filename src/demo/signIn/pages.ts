import { escaped } from '../../connections/web/html';
import type { Account } from './accounts';

/** The first page: who is signing in, and a way to be somebody else. */
export function whoPage(path: string, account: Account): string {
  const name = escaped(account.name);
  return page(
    `Signing in as ${account.name}`,
    `<form method="get" action="${path}/second-factor">
<input type="hidden" name="person" value="${escaped(account.id)}">
<p>You are about to prove that you are <strong>${name}</strong>. A real sign-in would ask for the password here.</p>
<p class="choices"><button type="submit" class="first" autofocus>Continue</button></p>
</form>
<p><a href="${path}/someone-else">Sign in as someone else</a></p>`,
  );
}

/** Everybody there is to be. */
export function peoplePage(path: string, accounts: readonly Account[]): string {
  const choices = accounts.map(
    ({ id, name }) =>
      `<li><button type="submit" name="person" value="${escaped(id)}">${escaped(name)}</button></li>`,
  );
  return page(
    'Who is signing in?',
    `<p>Whoever you choose is who the application gets to know. It should refuse anybody but the person who asked.</p>
<form method="get" action="${path}/second-factor">
<ul aria-label="People">
${choices.join('\n')}
</ul>
</form>`,
  );
}

/** The second factor: the request as it would come to the person's phone. */
export function secondFactorPage(path: string, account: Account): string {
  const name = escaped(account.name);
  return page(
    'Approve the sign-in request on your phone',
    `<form method="post" action="${path}/answer" aria-labelledby="phone">
<input type="hidden" name="person" value="${escaped(account.id)}">
<div class="phone">
<h2 id="phone">The phone of ${name}</h2>
<p>Are you trying to sign in?</p>
<p class="choices">
<button type="submit" name="answer" value="deny">Deny</button>
<button type="submit" name="answer" value="approve" class="first" autofocus>Approve</button>
</p>
</div>
</form>
<p><a href="${path}">Back</a></p>`,
  );
}

/** A sign-in that cannot go on. @param code of OAuth, such as `invalid_request` */
export function failedPage(code: string): string {
  return page(
    'This sign-in cannot go on',
    `<p>It may have taken longer than ten minutes, or was finished already. Go back to the chat and start again.</p>
<p class="small">Error code: ${escaped(code)}</p>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – simulated sign-in</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="small">Simulated sign-in</p>
<h1>${escaped(title)}</h1>
${content}
</main>
<footer><p class="small">This plays Microsoft's sign-in page. It belongs to the demonstration: nobody is signed in to anything real.</p></footer>
</body>
</html>`;
}

const style = `
* { box-sizing: border-box; }
body { font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; align-content: center; justify-items: center; gap: 1rem; padding: 1rem; background: linear-gradient(160deg, #e8eefb, #f6f1fb 60%, #eef7f4); color: #1b1b1f; }
main { width: 100%; max-width: 28rem; background: #fff; padding: 2rem; border-radius: .75rem; box-shadow: 0 .5rem 2rem #1b2a4a26; }
footer { max-width: 28rem; text-align: center; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .25rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0; }
.small { font-size: .875rem; color: #55555f; margin: 0; }
.choices { display: flex; gap: .75rem; justify-content: flex-end; margin: 1.5rem 0 0; }
button { font: inherit; min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid #6b6b76; border-radius: .375rem; background: #fff; color: inherit; cursor: pointer; }
button:hover { background: #f0f2f8; }
button.first { background: #0b5cad; border-color: #0b5cad; color: #fff; }
button.first:hover { background: #084a8c; }
button:focus-visible, a:focus-visible { outline: 3px solid #1b1b1f; outline-offset: 2px; }
a { color: #0b5cad; }
ul { list-style: none; padding: 0; margin: 1rem 0 0; display: grid; gap: .5rem; }
li button { width: 100%; text-align: left; }
.phone { border: 2px solid #1b1b1f; border-radius: 1.25rem; padding: 1.25rem; background: #f7f8fb; }
`;
