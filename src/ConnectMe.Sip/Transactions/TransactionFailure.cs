namespace ConnectMe.Sip.Transactions;

/// <summary>Why a request got no final response.</summary>
public enum TransactionFailure
{
    /// <summary>No answer in 64 T1 (32 s), or none to a CANCEL. RFC 3261 §8.1.3.1: as if 408 had come.</summary>
    Timeout,

    /// <summary>It could not be sent: no route, connection refused or closed. As if 503 had come.</summary>
    Transport,

    /// <summary>It was not sent, since the server's TLS certificate is not to be trusted. As if 503 had come.</summary>
    CertificateRefused,

    /// <summary>DNS knows no address for it.</summary>
    NotLocated,

    /// <summary>We have as many transactions as we allow ourselves.</summary>
    Overload,

    /// <summary>Cancelled before anything was sent.</summary>
    Cancelled,
}
