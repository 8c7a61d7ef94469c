namespace ConnectMe.Identity.Contracts;

/// <summary>
/// How the audit log names what is done at an address. Modules register theirs (<c>services.AddSingleton(new AuditedAct(...))</c>); an address of Administration
/// without one is named after its entry in the menu.
/// </summary>
/// <param name="Act">The address as the route table has it, "/admin/trunks/{id:guid}/test", or what <see cref="IAuditedRequest.Is"/> calls it.</param>
/// <param name="Texts">The type that names the module's texts.</param>
/// <param name="Words">Key of the sentence in them.</param>
public sealed record AuditedAct(string Act, Type Texts, string Words);
