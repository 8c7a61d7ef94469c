namespace ConnectMe.Host.Postgres;

/// <summary>What is asked of a private cluster.</summary>
/// <param name="Sockets">Folder for the socket; null: a short one is made under /run or /tmp.</param>
/// <param name="Durable">False only for tests: a power cut would lose data.</param>
internal sealed record PostgresSettings(string? Sockets = null, bool Durable = true)
{
    /// <summary>postgresql.conf, written anew at each start. Sized for a small business beside the Host on a small machine.</summary>
    public string Configuration(string socketFolder) =>
        $"""
            # Written by ConnectMe at each start; changes are lost.
            listen_addresses = ''
            unix_socket_directories = '{socketFolder.Replace("'", "''", StringComparison.Ordinal)}'
            unix_socket_permissions = 0700
            password_encryption = 'scram-sha-256'
            max_connections = {(Durable ? 60 : 300)}
            shared_buffers = 48MB
            work_mem = 4MB
            maintenance_work_mem = 32MB
            max_wal_size = 256MB
            max_parallel_workers_per_gather = 0
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_checkpoints = off
            log_min_messages = warning
            log_error_verbosity = terse
            log_min_error_statement = panic
            fsync = {(Durable ? "on" : "off")}
            synchronous_commit = {(Durable ? "on" : "off")}
            full_page_writes = {(Durable ? "on" : "off")}

            """;

    /// <summary>Only over the socket, only with the password.</summary>
    public const string Access = "local all all scram-sha-256\n";
}
