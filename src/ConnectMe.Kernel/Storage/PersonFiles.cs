using System.Threading.Channels;

namespace ConnectMe.Kernel;

/// <summary>
/// Files that people have, <c>{company}/{person}/{id}.ogg</c> below one folder. What else lies there is left alone. A file that was closed waits in memory to be taken into
/// its list; what is lost of that by a crash is found again in the folder.
/// </summary>
public sealed class PersonFiles(string root)
{
    readonly Channel<PersonFile> _closed = Channel.CreateUnbounded<PersonFile>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Files that were closed since the start, in their order. One reads them: the module's <see cref="FileKeeper"/>.</summary>
    public ChannelReader<PersonFile> Closings => _closed.Reader;

    public PersonFile Of(CompanyId company, Guid person, Guid id) =>
        new(company, person, id, Path.Combine(FolderOf(company, person), $"{id:n}{Extension}"));

    /// <summary>Never blocks.</summary>
    public void Closed(PersonFile file) => _closed.Writer.TryWrite(file);

    public IReadOnlyList<FileInfo> Of(CompanyId company, Guid person)
    {
        var folder = new DirectoryInfo(FolderOf(company, person));
        return folder.Exists ? [.. folder.EnumerateFiles($"*{Extension}")] : [];
    }

    /// <summary>The disk has no more room than is to stay free, in bytes.</summary>
    public bool IsFull(long minimumFree)
    {
        Directory.CreateDirectory(root);
        return new DriveInfo(root).AvailableFreeSpace <= minimumFree;
    }

    public IEnumerable<PersonFile> All()
    {
        if (!Directory.Exists(root))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(root, $"*{Extension}", SearchOption.AllDirectories))
        {
            if (
                Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar) is [var company, var person, var file]
                && Guid.TryParseExact(company, "n", out var companyId)
                && Guid.TryParseExact(person, "n", out var personId)
                && Guid.TryParseExact(Path.GetFileNameWithoutExtension(file), "n", out var id)
            )
            {
                yield return new PersonFile(new CompanyId(companyId), personId, id, path);
            }
        }
    }

    /// <summary>To read, also while it is written; null when it is not there any more.</summary>
    public FileStream? Open(CompanyId company, Guid person, Guid id)
    {
        try
        {
            return new FileStream(Of(company, person, id).Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Also one that is not there any more, whatever took it and its folder away.</summary>
    public void Delete(CompanyId company, Guid person, Guid id)
    {
        var path = Of(company, person, id).Path;
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>All that lies there of this person.</summary>
    public void Forget(CompanyId company, Guid person)
    {
        if (Directory.Exists(FolderOf(company, person)))
        {
            Directory.Delete(FolderOf(company, person), recursive: true);
        }
    }

    string FolderOf(CompanyId company, Guid person) => Path.Combine(root, $"{company.Value:n}", $"{person:n}");

    const string Extension = ".ogg";
}

/// <summary>One of the <see cref="PersonFiles"/>, whether it is there or not.</summary>
public sealed record PersonFile(CompanyId Company, Guid Person, Guid Id, string Path);
