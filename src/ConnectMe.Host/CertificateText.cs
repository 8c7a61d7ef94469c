namespace ConnectMe.Host;

/// <summary>Names the texts of the certificate.</summary>
internal sealed class CertificateText;
