using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>Tells a company's switchboard at once who came, went or changed.</summary>
internal sealed class PeoplePost(IPeople people, SwitchboardPost post, ILogger<PeoplePost> log) : IPeopleChanged
{
    public void PeopleChanged(CompanyId company) => _ = Post(company);

    async Task Post(CompanyId company)
    {
        try
        {
            post.To(company, new SwitchboardInput.PeopleChanged([.. await people.Of(company, CancellationToken.None)]));
        }
        catch (Exception failure) // nobody awaits this; the switchboard asks again by itself within half a minute
        {
            log.PeopleNotRead(failure, company);
        }
    }
}
