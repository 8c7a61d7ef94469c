namespace ConnectMe.Telephony.Domain;

/// <summary>What one person makes and answers calls with (M6.2-01): kept here, on the server, so that every tab and device knows it.</summary>
/// <param name="DeviceId">One of their own devices; null: the browser.</param>
public sealed partial record PersonalDevice(Guid Id, Guid PersonId, Guid? DeviceId)
{
    public static PersonalDevice Create(PersonalDeviceChosen chosen) => new(chosen.ChoiceId, chosen.PersonId, chosen.DeviceId);

    public PersonalDevice Apply(PersonalDeviceChosen chosen) => this with { DeviceId = chosen.DeviceId };
}

public sealed record PersonalDeviceChosen(Guid ChoiceId, Guid PersonId, Guid? DeviceId);
