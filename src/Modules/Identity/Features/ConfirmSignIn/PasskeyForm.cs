namespace ConnectMe.Identity.Features;

/// <param name="Does">"create" or "get", as the browser calls it.</param>
/// <param name="Options">What it is told, as JSON.</param>
internal sealed record PasskeyForm(string Does, string Options);
