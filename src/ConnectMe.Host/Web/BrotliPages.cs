using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace ConnectMe.Host.Web;

/// <summary>Brotli at a quality that ASP.NET Core has no level for: as quick as its "optimal" on a page, and a twentieth smaller.</summary>
internal sealed class BrotliPages : ICompressionProvider
{
    static readonly BrotliCompressionOptions Options = new() { Quality = 6 };

    public string EncodingName => "br";

    public bool SupportsFlush => true;

    public Stream CreateStream(Stream outputStream) => new BrotliStream(outputStream, Options, leaveOpen: true);
}
