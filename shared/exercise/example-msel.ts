/** Three rows to start a script of one's own from; `readMsel` takes it as it is. */
export const EXAMPLE_MSEL = [
  'seq,T+min,only if,channel,inject,expected action,pts,window',
  '1,0,,Pager,One pull of 13.6 GB from an address that nobody knows.,"Declare, take evidence.",10,10',
  '2,15,,"Slack, operations",Shall I delete the blobs?,Legal hold first; two people.,15,15',
  '2b,,Somebody deleted them.,"Phone, counsel",With what do we prove what was taken?,Say what is missing.,5,15',
  '',
].join('\n');
