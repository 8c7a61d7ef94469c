namespace ConnectMe.Media.Sdp;

/// <summary>One m= section (RFC 8866 §5.14). Bandwidth and k= lines are not kept.</summary>
/// <param name="Port">9 from a browser that gathers candidates later (RFC 8840 §4.1.1); 0 is a section not wanted.</param>
sealed record MediaDescription(string Kind, int Port, string Protocol, IReadOnlyList<string> Formats)
{
    public List<SdpAttribute> Attributes { get; } = [];

    /// <summary>The value of c=.</summary>
    public string? Connection { get; set; }

    public string? Find(string name) => Attributes.Find(name);

    public bool Has(string name) => Find(name) is not null;

    public string? Mid => Find("mid");
}

static class SdpAttributes
{
    /// <summary>The value of the first attribute of this name; null when there is none.</summary>
    public static string? Find(this List<SdpAttribute> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }
}
