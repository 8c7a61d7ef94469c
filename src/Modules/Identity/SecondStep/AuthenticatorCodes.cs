using OtpNet;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Codes of authenticator apps: six digits, a new one every 30 s (RFC 6238).</summary>
internal static class AuthenticatorCodes
{
    /// <summary>160 bits (RFC 4226 §4, R6), in base32 as apps take it.</summary>
    public static string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(20));

    /// <summary>What the QR code says.</summary>
    public static string Address(string secret, string account, string company) =>
        new OtpUri(OtpType.Totp, secret, account, $"ConnectMe {company}").ToString();

    /// <param name="after">The step that was used last: an earlier code, or that one again, is none.</param>
    /// <returns>The time step of the code; null: it does not fit.</returns>
    public static long? StepOf(string secret, string typed, long after, DateTimeOffset now) =>
        // §5.2, §6: one step before and after, for the way here and for a telephone whose clock is not quite right
        new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(
            now.UtcDateTime,
            typed,
            out var step,
            VerificationWindow.RfcSpecifiedNetworkDelay
        )
        && step > after
            ? step
            : null;
}
