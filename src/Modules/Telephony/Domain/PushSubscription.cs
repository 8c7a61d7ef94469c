namespace ConnectMe.Telephony.Domain;

/// <summary>
/// A browser that its person may be reached in while no page of ours is open (Web Push, RFC 8030). A document, not an event: what it holds gives
/// access to the browser and must not live on in a history.
/// </summary>
/// <param name="Id">Follows from the endpoint: a browser is one, whoever uses it.</param>
/// <param name="SessionId">The sign-in during which it was given: it goes with that.</param>
/// <param name="Endpoint">Where the browser's push service takes messages for it. Given by the browser, so by anyone.</param>
/// <param name="Key">The browser's public key (P-256, uncompressed).</param>
/// <param name="Secret">The authentication secret of RFC 8291.</param>
/// <param name="Origin">The site it was given at.</param>
/// <param name="Language">In which its person read that site.</param>
public sealed record PushSubscription(
    Guid Id,
    Guid PersonId,
    Guid SessionId,
    string Endpoint,
    byte[] Key,
    byte[] Secret,
    string Origin,
    string Language,
    DateTimeOffset At
);
