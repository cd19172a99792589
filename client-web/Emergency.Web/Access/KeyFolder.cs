using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>Keeps the keys that protect sessions under the data directory, so that a restart signs nobody out.</summary>
internal sealed class KeyFolder(IOptions<WebOptions> options, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public void Configure(KeyManagementOptions keys)
    {
        var path = Path.GetFullPath(Path.Combine(options.Value.DataDirectory, "keys"));
        var folder = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
        keys.XmlRepository = new FileSystemXmlRepository(folder, loggers);
    }
}
