namespace ConnectMe.Telephony.Domain;

/// <summary>What one person makes and answers calls with (M6.2-01): kept here, on the server, so that every tab and device knows it.</summary>
/// <param name="DeviceId">One of their own devices; null: the browser, or their mobile.</param>
public sealed partial record PersonalDevice(Guid Id, Guid PersonId, Guid? DeviceId)
{
    /// <summary>The number of their mobile, as E.164; null: none is noted.</summary>
    public string? Mobile { get; init; }

    /// <summary>In which roles it is used, and shown to colleagues.</summary>
    public NumberUse MobileUse { get; init; }

    /// <summary>They chose their mobile.</summary>
    public bool IsMobile { get; init; }

    public static PersonalDevice Create(PersonalDeviceChosen chosen) =>
        new PersonalDevice(chosen.ChoiceId, chosen.PersonId, chosen.DeviceId).Apply(chosen);

    public static PersonalDevice Create(MobileNoted noted) =>
        new PersonalDevice(noted.ChoiceId, noted.PersonId, DeviceId: null).Apply(noted);

    public PersonalDevice Apply(PersonalDeviceChosen chosen) => this with { DeviceId = chosen.DeviceId, IsMobile = chosen.IsMobile };

    public PersonalDevice Apply(MobileNoted noted) =>
        this with
        {
            Mobile = noted.E164,
            MobileUse = noted.Use,
            IsMobile = IsMobile && noted.E164 is not null,
        };
}

public sealed record PersonalDeviceChosen(Guid ChoiceId, Guid PersonId, Guid? DeviceId)
{
    public bool IsMobile { get; init; }
}

/// <param name="E164">Null: the number is gone, and who had chosen it uses the browser.</param>
public sealed record MobileNoted(Guid ChoiceId, Guid PersonId, string? E164, NumberUse Use = NumberUse.None);

/// <param name="IsChosen">Calls are made and answered with it.</param>
public sealed record OwnMobile(string E164, bool IsChosen)
{
    public NumberUse Use { get; init; }
}
