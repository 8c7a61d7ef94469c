using System.Diagnostics;

namespace ConnectMe.Host.Postgres;

/// <summary>The user that PostgreSQL runs as. It refuses to run as root, so a Host started by root uses the user "postgres".</summary>
internal sealed record ServerAccount(string? Name)
{
    public static ServerAccount Current { get; } = new(Environment.IsPrivilegedProcess ? "postgres" : null);

    public async Task<CommandResult> Run(string program, IEnumerable<string> arguments, CancellationToken ct, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/", // ours may be a folder that the other user cannot enter
        };
        start.Environment["LC_ALL"] = "C";
        if (Name is not null)
        {
            start.UserName = Name;
        }

        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return new CommandResult(process.ExitCode, (await output + await errors).Trim());
    }

    /// <summary>Can the account enter this folder, that is, every parent of it?</summary>
    public async Task<bool> CanEnter(string folder, CancellationToken ct) =>
        Name is null || (await Run("/usr/bin/test", ["-x", folder], ct)).Succeeded;

    /// <summary>Made by our own user and handed over, since the account may not write in the parent.</summary>
    public Task<CommandResult> MakeFolder(string folder, CancellationToken ct) =>
        new ServerAccount(Name: null).Run(
            "/usr/bin/install",
            Name is null ? ["-d", "-m", "700", folder] : ["-d", "-m", "700", "-o", Name, "-g", Name, folder],
            ct
        );

    /// <summary>Written by the account itself, so that it owns the file; nobody else can read it before anything is in it.</summary>
    public async Task<CommandResult> WriteFile(string path, string content, CancellationToken ct)
    {
        var made = await Run("/usr/bin/install", ["-m", "600", "/dev/null", path], ct);
        return made.Succeeded ? await Run("/bin/dd", [$"of={path}", "status=none"], ct, content) : made;
    }
}

internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
