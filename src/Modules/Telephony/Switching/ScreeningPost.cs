using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>Tells a company's switchboard at once whose calls its people do not want any more.</summary>
internal sealed class ScreeningPost(IScreenings screenings, SwitchboardPost post, ILogger<ScreeningPost> log) : IScreeningsChanged
{
    public async Task ScreeningsChanged(CompanyId company)
    {
        try
        {
            post.To(company, new SwitchboardInput.ScreeningsChanged(await screenings.Of(company, CancellationToken.None)));
        }
        catch (Exception failure) // the change is saved; the switchboard asks again by itself within half a minute
        {
            log.ScreeningsNotRead(failure, company);
        }
    }
}
