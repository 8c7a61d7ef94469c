using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Configuration;

/// <summary>What the administrators set. Answers from memory when it can: calls do not wait for the database.</summary>
internal interface ITelephonyConfigurations
{
    ValueTask<TelephonyConfiguration> Of(CompanyId company, CancellationToken ct);

    /// <summary>Every company that has a device or a trunk: for what is one per installation (the registrar, the trunks' addresses). Asks the database.</summary>
    Task<IReadOnlyList<TelephonyConfiguration>> All(CancellationToken ct);
}

/// <summary>Implemented by what keeps something that was made from the configuration.</summary>
internal interface IConfigurationChanged
{
    /// <summary>Called after the change can be read; who made it waits for the answer. Throws nothing: the change is saved.</summary>
    ValueTask ConfigurationChanged(CompanyId company);
}
