using System.Text.Json;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Configuration;

/// <summary>The domain knows no Orleans: a configuration travels to a switchboard on another machine as the JSON in which it is also stored.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct ConfigurationSurrogate([property: Id(0)] string Json);

[RegisterConverter]
internal sealed class ConfigurationConverter : IConverter<TelephonyConfiguration, ConfigurationSurrogate>
{
    public TelephonyConfiguration ConvertFromSurrogate(in ConfigurationSurrogate surrogate) =>
        JsonSerializer.Deserialize<TelephonyConfiguration>(surrogate.Json)!;

    public ConfigurationSurrogate ConvertToSurrogate(in TelephonyConfiguration value) => new(JsonSerializer.Serialize(value));
}
