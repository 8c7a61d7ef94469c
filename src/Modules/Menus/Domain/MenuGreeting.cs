namespace ConnectMe.Menus.Domain;

/// <summary>What a menu says that was sent for it alone, before the company had prompts to choose from. None comes about any more.</summary>
public sealed record MenuGreeting(Guid Id, Guid MenuId, byte[] Wav, double Seconds);
