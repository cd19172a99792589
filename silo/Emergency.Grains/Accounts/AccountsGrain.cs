using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Grains.Accounts;
using Emergency.Grains.Persistence;
using Emergency.Journal;

namespace Emergency.Grains;

/// <summary>Who may sign in, people and vehicles; a stream of the journal like every other fact.</summary>
public sealed class AccountsGrain(IJournal journal, TimeProvider clock) : Grain, IAccountsGrain
{
    private readonly AggregateStream<AccountBook, AccountEvent> _stream =
        new(journal, StreamNames.Accounts, AccountBook.Empty, (book, e) => book.Apply(e));

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _stream.Load(cancellationToken);

    public Task<UserAccount?> FindUser(string user) => Task.FromResult(_stream.State.Users.GetValueOrDefault(user));

    public Task<ImmutableArray<UserAccount>> ListUsers() => Task.FromResult<ImmutableArray<UserAccount>>(
        [.. _stream.State.Users.Values.OrderBy(account => account.User, StringComparer.Ordinal)]);

    public Task PutUser(UserAccount account, ActorRef by) =>
        Commit(new UserPut(
            clock.GetUtcNow(), by.Name, account.User, account.PasswordHash, account.Roles, account.Disabled, account.Hospital, account.Affiliation));

    public Task<string?> FindDeviceKeyHash(AmbulanceId ambulance) => Task.FromResult(_stream.State.DeviceKeyHashes.GetValueOrDefault(ambulance));

    public Task PutDeviceKeyHash(AmbulanceId ambulance, string hash, ActorRef by) =>
        Commit(new DeviceKeyIssued(clock.GetUtcNow(), by.Name, ambulance, hash));

    private async Task Commit(AccountEvent happened)
    {
        try
        {
            await _stream.Commit([happened]);
        }
        catch (JournalException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
