namespace ConnectMe.Menus.Domain;

/// <summary>What a menu says, written anew from what was sent. Another one has another id.</summary>
public sealed record MenuGreeting(Guid Id, Guid MenuId, byte[] Wav, double Seconds)
{
    public const int MostBytes = 3 * 1024 * 1024;

    public const int MostSeconds = 60;

    /// <summary>At which it is kept: a telephone carries no more.</summary>
    public const int Rate = 16000;
}
