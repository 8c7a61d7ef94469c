using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Sends text messages by the company's own gateway, while somebody waits.</summary>
public interface ISms
{
    /// <summary>The company has a gateway. Answers from memory.</summary>
    bool IsSet(CompanyId company);

    /// <param name="number">E.164, with its plus.</param>
    /// <returns>False: the gateway did not take it; why is in the log.</returns>
    Task<bool> Send(CompanyId company, string number, string text, CancellationToken ct);
}
