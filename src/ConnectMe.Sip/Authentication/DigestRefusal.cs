namespace ConnectMe.Sip.Authentication;

/// <summary>Why credentials were not accepted: for counters only. The wire says the same to all of them (A2).</summary>
public enum DigestRefusal
{
    None,
    CredentialsMissing,
    CredentialsTooLong,
    CredentialsMalformed,
    SchemeUnknown,
    ParameterMissing,
    RealmForeign,
    AlgorithmUnknown,

    /// <summary>No qop, or one other than auth: without it nothing tells a replay.</summary>
    QopUnsupported,
    UsernameUnknown,
    ResponseWrong,

    /// <summary>Right for a nonce that we did not make, or made before a restart.</summary>
    NonceForeign,

    NonceStale,
    NonceReplayed,

    /// <summary>Right, over UDP or TCP, of an account that may only be used over TLS.</summary>
    TlsRequired,

    /// <summary>Not looked at: guesses at this account, or of this device, are banned for now.</summary>
    GuessesBanned,
}
