namespace ConnectMe.Telephony;

/// <summary>The section <c>Telephony</c> of the configuration.</summary>
internal sealed class TelephonySettings
{
    /// <summary>Numbers that are refused next to 112.</summary>
    public string[] EmergencyNumbers { get; init; } = [];

    /// <summary>Country calling code of where this runs, for companies that did not say.</summary>
    public string CountryCode { get; init; } = "31";

    /// <summary>When the journal holds this much that Marten has not taken yet, no new calls are placed.</summary>
    public long JournalMegabytes { get; init; } = 256;

    /// <summary>How long calls may run on when the server is asked to stop (SIGTERM); then they are hung up.</summary>
    public double DrainMinutes { get; init; } = 30;

    /// <summary>The realm of every challenge to a device. Devices' secrets are made for it: another one makes all of them void.</summary>
    public string SipRealm { get; init; } = "connectme";
}
