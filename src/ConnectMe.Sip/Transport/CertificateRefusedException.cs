using System.Security.Authentication;

namespace ConnectMe.Sip.Transport;

/// <summary>The certificate of the server we called is not made out to its name, is over, or comes from nobody we trust.</summary>
sealed class CertificateRefusedException(AuthenticationException error) : AuthenticationException(error.Message, error);
