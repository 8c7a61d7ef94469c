using System.Collections.Concurrent;
using ConnectMe.Media.Dtls;

namespace ConnectMe.Media.Tests.Dtls;

/// <summary>What is allocated is counted for the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(DtlsMemoryTests), DisableParallelization = true)]
[Collection(nameof(DtlsMemoryTests))]
public sealed class DtlsMemoryTests
{
    [Fact]
    public void A_message_that_claims_to_be_huge_sets_no_memory_aside()
    {
        using var impatient = new DtlsEndpoint(TimeProvider.System, TimeSpan.FromMilliseconds(300));
        using var outputs = new BlockingCollection<DtlsOutput>();
        using var server = impatient.Open(new DtlsTerms(impatient.Fingerprint, IsClient: false), _ => { }, outputs.Add);
        var before = GC.GetTotalAllocatedBytes();
        for (var message = 0; message < 16; message++)
        {
            // A ClientHello of 16 MB, of which this is the first byte; the library keeps 16 messages at a time.
            server.Handle(Convert.FromHexString($"16FEFD00000000000000{message:X2}000D01FFFFFF{message:X4}00000000000100"));
        }

        Assert.True(outputs.TryTake(out var output, TimeSpan.FromSeconds(20)));
        Assert.IsType<DtlsOutput.Failed>(output);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 100_000_000); // 16 messages would be 268 MB
    }
}
