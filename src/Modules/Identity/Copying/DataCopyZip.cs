using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;

namespace ConnectMe.Identity.Copying;

/// <summary>A copy as a ZIP that is written straight to who asked for it.</summary>
internal sealed class DataCopyZip(ZipArchive zip) : IDataCopy
{
    readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    readonly List<(string Name, string Meaning)> _parts = [];

    /// <summary>In the order they were written; a folder stands there once.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Parts => _parts;

    public Task Json(string name, string meaning, object content, CancellationToken ct) =>
        File("", name + ".json", meaning, (stream, stop) => JsonSerializer.SerializeAsync(stream, content, Options, stop), ct);

    public Task Rows(
        string name,
        string meaning,
        IReadOnlyList<string> headings,
        IAsyncEnumerable<IReadOnlyList<string>> rows,
        CancellationToken ct
    ) => File("", name + ".csv", meaning, (stream, _) => SpreadsheetFile.Write(stream, headings, rows), ct);

    public async Task File(string folder, string name, string meaning, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var inside = folder.Length > 0 ? FileName.Of(folder) + "/" : "";
        var path = Unused(inside, FileName.Of(name));
        var listed = inside.Length > 0 ? inside : path;
        if (_parts.TrueForAll(part => part.Name != listed))
        {
            _parts.Add((listed, meaning));
        }

        // What is compressed already gets no smaller.
        var level = Path.GetExtension(path) is ".ogg" or ".jpg" ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
        await using var entry = await zip.CreateEntry(path, level).OpenAsync(ct);
        await write(entry, ct);
    }

    string Unused(string inside, string name)
    {
        var path = inside + name;
        for (var next = 2; !_names.Add(path); next++)
        {
            path = $"{inside}{Path.GetFileNameWithoutExtension(name)} ({next}){Path.GetExtension(name)}";
        }

        return path;
    }

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is no page: people read it
        Converters = { new JsonStringEnumConverter() },
    };
}
