namespace ConnectMe.Media.Srtp;

/// <summary>The last index used for each SSRC we send.</summary>
internal struct SentSources()
{
    readonly Source[] _sources = new Source[SrtpLimits.Sources];
    int _count;

    /// <summary>Takes the next index for this SSRC; going back or standing still is refused, for a keystream must never be used twice (RFC 3711 §9.1).</summary>
    public SrtpFailure Advance(uint ssrc, ushort sequenceNumber, out PacketIndex index)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_sources[i].Ssrc != ssrc)
            {
                continue;
            }
            var last = _sources[i].Last;
            index = last.Nearest(sequenceNumber);
            if (index.Value <= last.Value || index.Value - last.Value >= PacketIndex.Half)
            {
                return SrtpFailure.IndexReused;
            }
            _sources[i].Last = index;
            return SrtpFailure.None;
        }
        index = new PacketIndex(0, sequenceNumber);
        if (_count == _sources.Length)
        {
            return SrtpFailure.TooManySources;
        }
        _sources[_count++] = new Source { Ssrc = ssrc, Last = index };
        return SrtpFailure.None;
    }

    struct Source
    {
        public uint Ssrc;
        public PacketIndex Last;
    }
}
