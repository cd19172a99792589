using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Live;

/// <summary>The live ECG of the last seconds of each patient, for pages that come later. Not safe for several threads: its owner locks.</summary>
internal sealed class EcgRings(BedsideOptions options)
{
    private readonly Dictionary<(CaseId Case, PatientId Patient), Ring> _rings = [];
    private long _turn;

    /// <summary>Takes a block. Blocks that a device sends after an outage are older than what is shown, and are not kept.</summary>
    public void Add(LiveEcg block)
    {
        var key = (block.CaseId, block.PatientId);
        if (!_rings.TryGetValue(key, out var ring))
        {
            if (_rings.Count >= options.EcgPatients)
                _rings.Remove(_rings.MinBy(entry => entry.Value.Turn).Key);
            _rings.Add(key, ring = new Ring());
        }

        ring.Turn = ++_turn;
        ring.Add(block, options);
    }

    /// <summary>What is kept of a case's patients, each patient's blocks oldest first.</summary>
    public ImmutableArray<LiveEcg> Of(CaseId id) =>
        [.. _rings.Where(entry => entry.Key.Case == id).OrderBy(entry => entry.Key.Patient.Value, StringComparer.Ordinal)
            .SelectMany(entry => entry.Value.Blocks)];

    private sealed class Ring
    {
        private readonly LinkedList<LiveEcg> _blocks = new();

        /// <summary>When a block last came, counted in blocks.</summary>
        public long Turn { get; set; }

        public IEnumerable<LiveEcg> Blocks => _blocks;

        public void Add(LiveEcg block, BedsideOptions options)
        {
            var before = _blocks.Last;
            if (before is not null && before.Value.At - block.At > options.EcgKept)
                return;
            while (before is not null && before.Value.At > block.At)
                before = before.Previous;
            if (before is null)
                _blocks.AddFirst(block);
            else
                _blocks.AddAfter(before, block);
            while (_blocks.Count > options.EcgBlocksPerPatient || _blocks.Last!.Value.At - _blocks.First!.Value.At > options.EcgKept)
                _blocks.RemoveFirst();
        }
    }
}
