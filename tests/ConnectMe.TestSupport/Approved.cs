using Xunit;

namespace ConnectMe.TestSupport;

/// <summary>
/// Compares a text with an approved file of the source tree. When they differ the test fails and the received text lies beside the
/// approved one; a person looks at the difference and, when it is meant, moves the received file over the approved one.
/// </summary>
public static class Approved
{
    /// <param name="file">Relative to the root of the tree: "docs/modules.md", "tests/X/Approved/Y.approved.txt".</param>
    public static void Match(string file, string text)
    {
        var approvedFile = Repository.PathOf(file);
        var receivedFile = ReceivedFileOf(approvedFile);
        var received = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (received == approved)
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(receivedFile)!);
        File.WriteAllText(receivedFile, received);
        Assert.Fail(
            $"""
            {file} is not what was received{FirstDifference(approved.Split('\n'), received.Split('\n'))}
            When the new text is right: mv {receivedFile} {approvedFile}
            """
        );
    }

    static string ReceivedFileOf(string approvedFile)
    {
        var name = Path.GetFileName(approvedFile);
        var extension = Path.GetExtension(name);
        var stem = Path.GetFileNameWithoutExtension(name).Replace(".approved", "", StringComparison.Ordinal);
        return Path.Combine(Path.GetDirectoryName(approvedFile)!, $"{stem}.received{extension}");
    }

    static string FirstDifference(string[] approved, string[] received)
    {
        var line = 0;
        while (line < approved.Length && line < received.Length && approved[line] == received[line])
        {
            line++;
        }
        return $", from line {line + 1}:\n- {approved.ElementAtOrDefault(line)}\n+ {received.ElementAtOrDefault(line)}";
    }
}
