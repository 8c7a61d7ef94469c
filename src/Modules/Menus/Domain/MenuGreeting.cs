namespace ConnectMe.Menus.Domain;

/// <summary>What a menu says, as it was sent: a WAV file. Another one has another id.</summary>
public sealed record MenuGreeting(Guid Id, Guid MenuId, byte[] Wav, double Seconds)
{
    public const int MostBytes = 3 * 1024 * 1024;

    public const int MostSeconds = 60;
}
