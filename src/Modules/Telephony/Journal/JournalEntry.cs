using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Journal;

/// <summary>One fact of one company, as it lies in the journal: JSON, the event's type by its name.</summary>
internal sealed record JournalEntry(CompanyId Company, CallEvent Event)
{
    static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameEvents } },
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <returns>Null when it is not one that this version knows.</returns>
    public static JournalEntry? TryRead(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(payload, Json) is { Event: not null } entry ? entry : null;
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    static void NameEvents(JsonTypeInfo type)
    {
        if (type.Type != typeof(CallEvent))
        {
            return;
        }

        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "is" };
        foreach (var kind in typeof(CallEvent).Assembly.GetTypes().Where(kind => kind.IsSubclassOf(typeof(CallEvent))))
        {
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
        }
    }
}
