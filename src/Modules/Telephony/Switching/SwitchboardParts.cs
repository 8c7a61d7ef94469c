using ConnectMe.Contacts.Contracts;
using ConnectMe.Telephony.Applications;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.SoundLibrary;
using ConnectMe.Telephony.Survival;

namespace ConnectMe.Telephony.Switching;

/// <summary>What every company's switchboard of this process shares.</summary>
internal sealed record SwitchboardParts(
    EmergencyNumbers EmergencyNumbers,
    EffectQueue Effects,
    CallJournal Journal,
    ITelephonyConfigurations Configurations,
    DialHistory History,
    DrainState Drain,
    IScreenings Screenings,
    ICallFlows CallFlows,
    ICallQueues Queues,
    HeldMusic Music,
    CallApplications Applications
);
