namespace ConnectMe.Identity.Features;

/// <summary>The screens of the set-up, in order.</summary>
internal enum SetUpStep
{
    Token,
    Company,
    Time,
    Extensions,
    Administrator,
}
