namespace ConnectMe.Media.Sdp;

/// <summary>A session description (RFC 8866 §5) as far as browsers and phones use it.</summary>
/// <param name="Origin">The value of o=.</param>
sealed record SessionDescription(string Origin)
{
    public List<SdpAttribute> Attributes { get; } = [];

    public List<MediaDescription> Media { get; } = [];

    /// <summary>The value of c=, for sections that have none.</summary>
    public string? Connection { get; set; }

    /// <summary>What the section says, else what the session says for all of them (RFC 8866 §5.13, RFC 8839 §5.4, RFC 8122 §5).</summary>
    public string? Find(MediaDescription media, string name) => media.Find(name) ?? Attributes.Find(name);
}
