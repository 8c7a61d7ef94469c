using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Load;

/// <param name="Calls">By sipp: how many it placed, and of them went as they should.</param>
/// <param name="Answered">By tshark: INVITEs of the provider that we answered with 200.</param>
/// <param name="Recorded">By the call records: those that were completed.</param>
/// <param name="Errors">What sipp did not expect, with the messages.</param>
internal sealed record LoadResult(int Calls, int Successful, int Answered, int Recorded, PostDialDelay Delay, string Errors)
{
    public double Success => (double)Successful / Calls;
}

/// <summary>By tshark, all but <paramref name="Calls"/>, which is of sipp.</summary>
/// <param name="Completed">Those that were hung up with our 200.</param>
/// <param name="Refused">Those that got a 503 with Retry-After.</param>
/// <param name="OtherAnswers">Final ones to an INVITE that are neither 200, nor such a 503, nor 486 of a person who has two calls already.</param>
internal sealed record FloodResult(int Calls, int Completed, int Refused, IReadOnlyList<SipOnWire> OtherAnswers);
