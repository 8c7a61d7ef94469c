namespace ConnectMe.Kernel;

/// <summary>What a module adds to everyone's own page Security: a secret that is the module's, such as the PIN of voicemail.</summary>
/// <param name="Partial">Its path; drawn without a model, and nothing for whom it does not concern.</param>
public sealed record SecurityPart(string Partial);
