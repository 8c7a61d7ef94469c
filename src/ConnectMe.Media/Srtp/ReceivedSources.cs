namespace ConnectMe.Media.Srtp;

/// <summary>The windows of the SSRCs that have sent an authentic packet; at most <see cref="SrtpLimits.Sources"/>. Searched one by one: nearly always the first.</summary>
internal struct ReceivedSources()
{
    readonly Source[] _sources = new Source[SrtpLimits.Sources];
    int _count;

    /// <returns>Where the source is, or -1.</returns>
    public readonly int Find(uint ssrc)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_sources[i].Ssrc == ssrc)
            {
                return i;
            }
        }
        return -1;
    }

    public readonly ref ReplayWindow WindowOf(int source) => ref _sources[source].Window;

    /// <summary>Notes an authentic packet.</summary>
    public SrtpFailure Accept(int source, uint ssrc, ulong index)
    {
        if (source >= 0)
        {
            _sources[source].Window.Accept(index);
            return SrtpFailure.None;
        }
        if (_count == _sources.Length)
        {
            return SrtpFailure.TooManySources;
        }
        _sources[_count++] = new Source { Ssrc = ssrc, Window = new ReplayWindow(index) };
        return SrtpFailure.None;
    }

    struct Source
    {
        public uint Ssrc;
        public ReplayWindow Window;
    }
}
