namespace ConnectMe.Sip.Authentication;

/// <param name="Account">The username that is proved; null when the request is to be challenged.</param>
/// <param name="Claimed">The username that the credentials named, proved or not.</param>
/// <param name="IsStale">The password was right, only the nonce was not: the phone may try again by itself.</param>
readonly record struct AuthenticationResult(string? Account, string? Claimed, DigestRefusal Refusal, bool IsStale)
{
    /// <summary>Whether it counts as a guess at a password (A3).</summary>
    public bool IsGuess => Refusal is DigestRefusal.ResponseWrong or DigestRefusal.UsernameUnknown;
}
