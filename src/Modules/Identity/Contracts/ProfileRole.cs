namespace ConnectMe.Identity.Contracts;

/// <summary>In which role somebody is just now (M14.1-05): it chooses which of their numbers they call with, and which colleagues see.</summary>
public enum ProfileRole
{
    Business,
    Private,
}
