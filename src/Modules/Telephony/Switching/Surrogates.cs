using System.Text.Json;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

// Kernel, Identity, Contacts and our Domain know no Orleans: the few of their types that travel to a switchboard are written by these.

[GenerateSerializer, Immutable]
internal readonly record struct UserIdSurrogate([property: Id(0)] Guid Value);

[RegisterConverter]
internal sealed class UserIdConverter : IConverter<UserId, UserIdSurrogate>
{
    public UserId ConvertFromSurrogate(in UserIdSurrogate surrogate) => new(surrogate.Value);

    public UserIdSurrogate ConvertToSurrogate(in UserId value) => new(value.Value);
}

[GenerateSerializer, Immutable]
internal readonly record struct PersonSurrogate(
    [property: Id(0)] UserId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Extension,
    [property: Id(3)] string Role,
    [property: Id(4)] bool IsAdministrator,
    [property: Id(5)] string Email,
    [property: Id(6)] string Department,
    [property: Id(7)] string? Mobile,
    [property: Id(8)] bool IsAgent,
    [property: Id(9)] bool IsSupervisor,
    [property: Id(10)] string Rights,
    [property: Id(11)] string? Language
);

[RegisterConverter]
internal sealed class PersonConverter : IConverter<Person, PersonSurrogate>
{
    public Person ConvertFromSurrogate(in PersonSurrogate surrogate) =>
        new(surrogate.Id, surrogate.Name, surrogate.Extension, surrogate.Role, surrogate.IsAdministrator)
        {
            Email = surrogate.Email,
            Department = surrogate.Department,
            Mobile = surrogate.Mobile,
            IsAgent = surrogate.IsAgent,
            IsSupervisor = surrogate.IsSupervisor,
            Rights = JsonSerializer.Deserialize<PersonRights>(surrogate.Rights)!,
            Language = surrogate.Language,
        };

    public PersonSurrogate ConvertToSurrogate(in Person value) =>
        new(
            value.Id,
            value.Name,
            value.Extension,
            value.Role,
            value.IsAdministrator,
            value.Email,
            value.Department,
            value.Mobile,
            value.IsAgent,
            value.IsSupervisor,
            JsonSerializer.Serialize(value.Rights),
            value.Language
        );
}

[GenerateSerializer, Immutable]
internal readonly record struct CallerIdChoiceSurrogate([property: Id(0)] Guid? NumberId);

[RegisterConverter]
internal sealed class CallerIdChoiceConverter : IConverter<CallerIdChoice, CallerIdChoiceSurrogate>
{
    public CallerIdChoice ConvertFromSurrogate(in CallerIdChoiceSurrogate surrogate) => new(surrogate.NumberId);

    public CallerIdChoiceSurrogate ConvertToSurrogate(in CallerIdChoice value) => new(value.NumberId);
}

[GenerateSerializer, Immutable]
internal readonly record struct KnownContactSurrogate(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Company,
    [property: Id(3)] string Email,
    [property: Id(4)] bool IsVip
);

[RegisterConverter]
internal sealed class KnownContactConverter : IConverter<KnownContact, KnownContactSurrogate>
{
    public KnownContact ConvertFromSurrogate(in KnownContactSurrogate surrogate) =>
        new(surrogate.Id, surrogate.Name, surrogate.Company, surrogate.Email, surrogate.IsVip);

    public KnownContactSurrogate ConvertToSurrogate(in KnownContact value) =>
        new(value.Id, value.Name, value.Company, value.Email, value.IsVip);
}

[GenerateSerializer, Immutable]
internal readonly record struct ScreeningSurrogate(
    [property: Id(0)] bool RejectsAnonymous,
    [property: Id(1)] bool OnlyContacts,
    [property: Id(2)] string[] Blocked,
    [property: Id(3)] string[] Known
);

[RegisterConverter]
internal sealed class ScreeningConverter : IConverter<Screening, ScreeningSurrogate>
{
    public Screening ConvertFromSurrogate(in ScreeningSurrogate surrogate) =>
        new(
            surrogate.RejectsAnonymous,
            surrogate.OnlyContacts,
            surrogate.Blocked.ToHashSet(StringComparer.Ordinal),
            surrogate.Known.ToHashSet(StringComparer.Ordinal)
        );

    public ScreeningSurrogate ConvertToSurrogate(in Screening value) =>
        new(value.RejectsAnonymous, value.OnlyContacts, [.. value.Blocked], [.. value.Known]);
}

[GenerateSerializer, Immutable]
internal readonly record struct CallFlowSurrogate([property: Id(0)] string Json);

[RegisterConverter]
internal sealed class CallFlowConverter : IConverter<CallFlow, CallFlowSurrogate>
{
    public CallFlow ConvertFromSurrogate(in CallFlowSurrogate surrogate) => JsonSerializer.Deserialize<CallFlow>(surrogate.Json)!;

    public CallFlowSurrogate ConvertToSurrogate(in CallFlow value) => new(JsonSerializer.Serialize(value));
}

[GenerateSerializer, Immutable]
internal readonly record struct CallTargetSurrogate([property: Id(0)] string Json);

[RegisterConverter]
internal sealed class CallTargetConverter : IConverter<CallTarget, CallTargetSurrogate>
{
    public CallTarget ConvertFromSurrogate(in CallTargetSurrogate surrogate) => JsonSerializer.Deserialize<CallTarget>(surrogate.Json)!;

    public CallTargetSurrogate ConvertToSurrogate(in CallTarget value) => new(JsonSerializer.Serialize(value));
}

[GenerateSerializer, Immutable]
internal readonly record struct CallQueueSurrogate([property: Id(0)] string Json);

[RegisterConverter]
internal sealed class CallQueueConverter : IConverter<CallQueue, CallQueueSurrogate>
{
    public CallQueue ConvertFromSurrogate(in CallQueueSurrogate surrogate) => JsonSerializer.Deserialize<CallQueue>(surrogate.Json)!;

    public CallQueueSurrogate ConvertToSurrogate(in CallQueue value) => new(JsonSerializer.Serialize(value));
}

[GenerateSerializer, Immutable]
internal readonly record struct LiveQueuesSurrogate([property: Id(0)] string Json);

[RegisterConverter]
internal sealed class LiveQueuesConverter : IConverter<LiveQueues, LiveQueuesSurrogate>
{
    public LiveQueues ConvertFromSurrogate(in LiveQueuesSurrogate surrogate) => JsonSerializer.Deserialize<LiveQueues>(surrogate.Json)!;

    public LiveQueuesSurrogate ConvertToSurrogate(in LiveQueues value) => new(JsonSerializer.Serialize(value));
}
