using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Configuration;

/// <summary>Tells the company's open pages that its configuration changed, by the name "configuration".</summary>
internal sealed class ConfigurationAnnouncement(CompanyPages pages) : IConfigurationChanged
{
    public ValueTask ConfigurationChanged(CompanyId company)
    {
        pages.Tell(company, Topic);
        return ValueTask.CompletedTask;
    }

    public const string Topic = "configuration";
}
