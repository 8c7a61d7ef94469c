namespace ConnectMe.Contacts.CardDav;

/// <summary>The section <c>CardDav</c> of the configuration.</summary>
internal sealed class CardDavSettings
{
    /// <summary>Servers of the own network and without HTTPS are asked too. Else a user could have us call inside your network.</summary>
    public bool PrivateServers { get; init; }
}
