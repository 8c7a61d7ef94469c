namespace ConnectMe.Kernel;

/// <summary>The headings of the company's menu of Settings, in their order there.</summary>
public enum SettingsGroup
{
    None,

    /// <summary>Who and what the company is: people, rights, contacts, policies.</summary>
    Organization,

    /// <summary>Numbers, trunks, phones and what may be done with a call.</summary>
    Calling,

    /// <summary>How people prove who they are, and how they are written to for that.</summary>
    SigningIn,

    /// <summary>The installation itself: its state, its data, its safety.</summary>
    Server,
}
