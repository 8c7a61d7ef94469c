using Xunit.v3;

namespace ConnectMe.TestSupport;

/// <summary>Names the statements of docs/spec (or the promises of docs/reliability.md) that a test proves: <c>[Spec("M7-03", "R3")]</c>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class SpecAttribute(params string[] ids) : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [.. ids.Select(id => KeyValuePair.Create("Spec", id))];
}
