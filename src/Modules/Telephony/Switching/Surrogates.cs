using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

// Kernel, Identity and our Domain know no Orleans: the few of their types that travel to a switchboard are written by these.

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
    [property: Id(4)] bool IsAdministrator
);

[RegisterConverter]
internal sealed class PersonConverter : IConverter<Person, PersonSurrogate>
{
    public Person ConvertFromSurrogate(in PersonSurrogate surrogate) =>
        new(surrogate.Id, surrogate.Name, surrogate.Extension, surrogate.Role, surrogate.IsAdministrator);

    public PersonSurrogate ConvertToSurrogate(in Person value) =>
        new(value.Id, value.Name, value.Extension, value.Role, value.IsAdministrator);
}

[GenerateSerializer, Immutable]
internal readonly record struct CallerIdChoiceSurrogate([property: Id(0)] Guid? NumberId);

[RegisterConverter]
internal sealed class CallerIdChoiceConverter : IConverter<CallerIdChoice, CallerIdChoiceSurrogate>
{
    public CallerIdChoice ConvertFromSurrogate(in CallerIdChoiceSurrogate surrogate) => new(surrogate.NumberId);

    public CallerIdChoiceSurrogate ConvertToSurrogate(in CallerIdChoice value) => new(value.NumberId);
}
