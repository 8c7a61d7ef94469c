namespace ConnectMe.Media.Sdp;

/// <summary>a=name or a=name:value (RFC 8866 §5.13).</summary>
/// <param name="Value">Empty for a flag.</param>
readonly record struct SdpAttribute(string Name, string Value = "")
{
    public override string ToString() => Value.Length == 0 ? Name : $"{Name}:{Value}";
}
