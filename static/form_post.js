// Sends the answer of a sign-in to the app. Without this script the page's button does the same.
HTMLFormElement.prototype.submit.call(document.getElementById("form-post"));
